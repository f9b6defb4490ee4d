import { Button, Form } from 'antd';
import { useWrite } from '../../api/queries';
import { PageFields } from './PageFields';
import { pageOfTyped, typedPageOf, type Store, type TypedPage } from './storePage';

/** A store's page, its hours and its place. What was typed stays when the server refuses it. */
export function PageForm({ store, mayChange }: { store: Store; mayChange: boolean }) {
  const save = useWrite('PUT /api/admin/stores/:id', '已保存');
  return (
    <Form<TypedPage>
      layout="vertical"
      disabled={!mayChange}
      initialValues={typedPageOf(store)}
      onFinish={(typed) => save.mutate({ params: { id: store.id }, body: pageOfTyped(typed) })}
    >
      <PageFields />
      {mayChange ? (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      ) : null}
    </Form>
  );
}
