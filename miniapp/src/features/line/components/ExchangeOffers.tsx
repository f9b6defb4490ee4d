import { Text, View } from '@tarojs/components';
import { hundredthsText, percentText } from '@paifan/shared/client/moneyText';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import type { ExchangeOffer } from '../api/desk';
import { ASSET_TEXT } from '../words';
import './ExchangeOffers.scss';

interface Props {
  offers: readonly ExchangeOffer[];
  chosen: number;
  onChoose(index: number): void;
}

/** What is offered for the rest of an entry; one is chosen. */
export function ExchangeOffers({ offers, chosen, onChoose }: Props) {
  return (
    <View className="rows">
      {offers.map((offer, index) => (
        <Tap
          key={offer.asset}
          className={`paged-list__item offer t-offer t-offer-${offer.asset}`}
          selected={index === chosen}
          onTap={() => onChoose(index)}
        >
          <View className="offer__words">
            <Text className="offer__asset">{ASSET_TEXT[offer.asset]}</Text>
            <Text className="muted">
              剩余权益 × {percentText(offer.ratio)}
              {offer.credit === 'frozen' ? '，先冻结，每天释放一部分' : ''}
            </Text>
          </View>
          <Text className="offer__amount t-offer-amount">{hundredthsText(offer.amount)}</Text>
          <View className="offer__mark">{index === chosen && <Icon name="check" />}</View>
        </Tap>
      ))}
    </View>
  );
}
