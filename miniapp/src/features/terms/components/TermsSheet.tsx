import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import { request } from '@/api/client';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Sheet } from '@/ui/Sheet';
import { useWrite } from '@/ui/useWrite';
import { termsQuery } from '../api/queries';
import './TermsSheet.scss';
import { TermsText } from './TermsText';

interface Props {
  onAccepted(): void;
  onClose(): void;
}

/** The terms in force, to be read and accepted before an order. */
export function TermsSheet({ onAccepted, onClose }: Props) {
  const client = useQueryClient();
  const query = useQuery({ ...termsQuery(), staleTime: 0 });
  const accept = useWrite(async (id: string) => {
    try {
      await request('POST /api/me/terms/:id/accept', { params: { id } });
    } finally {
      void client.invalidateQueries(termsQuery()); // also when a newer version has come since
    }
    onAccepted();
  });
  return (
    <Sheet title="下单前请阅读" className="terms-sheet t-terms-sheet" onClose={onClose}>
      <Loaded query={query}>
        {({ terms }) =>
          terms !== null && (
            <>
              <View className="terms-sheet__text">
                <Text className="terms-sheet__title">{terms.title}</Text>
                <TermsText body={terms.body} />
              </View>
              <Button
                kind="main"
                className="t-terms-accept"
                text="同意并继续"
                busy={accept.busy}
                onTap={() => accept.run(terms.id)}
              />
            </>
          )
        }
      </Loaded>
    </Sheet>
  );
}
