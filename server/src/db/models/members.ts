import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { MemberId } from '@paifan/shared/ids/ids';
import { generatedId, idOrNull, text, textOrNull, time } from './attributes';

export interface MemberRow extends Model<InferAttributes<MemberRow>, InferCreationAttributes<MemberRow>> {
  id: CreationOptional<MemberId>;
  openid: string;
  nickname: string;
  avatar: string;
  level: CreationOptional<string | null>;
  /** Given by an operator: the level is never below it. */
  handLevel: CreationOptional<string | null>;
  /** Bound once, at the first login. */
  inviterId: CreationOptional<MemberId | null>;
  inviteCode: string;
  joinedAt: Date;
}

export const defineMembers = (sequelize: Sequelize): ModelStatic<MemberRow> =>
  sequelize.define<MemberRow>('members', {
    id: generatedId,
    openid: text(64),
    nickname: text(64),
    avatar: text(255),
    level: textOrNull(32),
    handLevel: textOrNull(32),
    inviterId: idOrNull,
    inviteCode: text(8),
    joinedAt: time,
  });
