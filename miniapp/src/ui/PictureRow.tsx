import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Amount } from './Amount';
import { Picture } from './Picture';
import './PictureRow.scss';

interface Props {
  /** Null: none is shown. */
  picture: string | null;
  title: string;
  /** How many lines the title may take. */
  lines?: 1 | 2;
  /** Beside the title: in what state it is. */
  tag: ReactNode;
  children: ReactNode;
}

/** A thing of a list by its picture: title and state above, what else is to say below. */
export const PictureRow = ({ picture, title, lines = 1, tag, children }: Props) => (
  <View className="picture-row">
    {picture !== null && <Picture path={picture} className="picture-row__picture" />}
    <View className="picture-row__words">
      <View className="picture-row__head">
        <Text className={`clamp-${lines} picture-row__title`}>{title}</Text>
        {tag}
      </View>
      {children}
    </View>
  </View>
);

/** The last line of an order's row: its pieces, and what they come to. */
export const PiecesFoot = ({ pieces, fen }: { pieces: number; fen: number }) => (
  <View className="picture-row__foot">
    <Text className="muted">共 {pieces} 件</Text>
    <Amount fen={fen} size="title" />
  </View>
);
