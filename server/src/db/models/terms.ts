import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { generatedId, idOrNull, longText, text, time } from './attributes';

/** A version of the terms that members accept. The last one is in force. */
export interface TermsVersionRow extends Model<
  InferAttributes<TermsVersionRow>,
  InferCreationAttributes<TermsVersionRow>
> {
  id: CreationOptional<string>;
  title: string;
  body: string;
  publishedAt: Date;
  /** null: the shop itself. */
  operatorId: CreationOptional<OperatorId | null>;
}

export const defineTermsVersions = (sequelize: Sequelize): ModelStatic<TermsVersionRow> =>
  sequelize.define<TermsVersionRow>('terms_versions', {
    id: generatedId,
    title: text(64),
    body: longText,
    publishedAt: time,
    operatorId: idOrNull,
  });
