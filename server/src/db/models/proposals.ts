import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { PROPOSAL_STATES, type ProposalState } from '@paifan/shared/catalogue/proposalStates';
import type { MerchantId, OperatorId, ProductId, ProposalId } from '@paifan/shared/ids/ids';
import {
  countFromOne,
  generatedId,
  id,
  idOrNull,
  json,
  oneOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

/** What a supplier would like to sell, or to change of what is sold. */
export interface ProposalRow extends Model<
  InferAttributes<ProposalRow>,
  InferCreationAttributes<ProposalRow>
> {
  id: CreationOptional<ProposalId>;
  merchantId: MerchantId;
  /** null: a new product, until it is approved. */
  productId: ProductId | null;
  state: ProposalState;
  /** As in the draft, for lists. */
  title: string;
  /** The product as the supplier would have it; whoever reads it parses it. */
  draft: unknown;
  version: CreationOptional<number>;
  /** Why it was rejected. */
  reason: CreationOptional<string | null>;
  createdAt: Date;
  submittedAt: CreationOptional<Date | null>;
  decidedAt: CreationOptional<Date | null>;
  decidedById: CreationOptional<OperatorId | null>;
}

export const defineProposals = (sequelize: Sequelize): ModelStatic<ProposalRow> =>
  sequelize.define<ProposalRow>(
    'proposals',
    {
      id: generatedId,
      merchantId: id,
      productId: idOrNull,
      state: oneOf(...PROPOSAL_STATES),
      title: text(120),
      draft: json,
      version: countFromOne,
      reason: textOrNull(200),
      createdAt: time,
      submittedAt: timeOrNull,
      decidedAt: timeOrNull,
      decidedById: idOrNull,
    },
    { tableName: 'product_proposals' },
  );
