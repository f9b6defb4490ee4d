import { Button, Form, Input, Modal, Space, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { Nothing } from '../../ui/Nothing';
import { PageHead } from '../../ui/PageHead';
import { useConfirm } from '../../ui/useConfirm';

type Category = ResponseOf<'GET /api/admin/categories'>['items'][number];

/** The categories of the mall, in the order in which members see them. */
export default function Categories() {
  const query = useRead('GET /api/admin/categories', {});
  const [open, setOpen] = useState<Category | 'new' | null>(null);
  const mayWrite = useMay('catalogue.write');
  return (
    <>
      <PageHead
        title="分类"
        about="会员在首页按这个顺序看到分类"
        actions={
          mayWrite ? (
            <Button type="primary" onClick={() => setOpen('new')}>
              新建分类
            </Button>
          ) : null
        }
      />
      <Loaded query={query}>{({ items }) => <Sorted items={items} onRename={setOpen} />}</Loaded>
      {open === null ? null : (
        <NameModal category={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function Sorted({ items, onRename }: { items: readonly Category[]; onRename: (category: Category) => void }) {
  const mayWrite = useMay('catalogue.write');
  const confirm = useConfirm();
  const sort = useWrite('PUT /api/admin/categories/order', '已排好');
  const remove = useWrite('DELETE /api/admin/categories/:id', '已删除');
  function swap(index: number): void {
    const ids = items.map(({ id }) => id);
    const [moved = ''] = ids.splice(index, 1);
    ids.splice(index - 1, 0, moved);
    sort.mutate({ body: { ids } });
  }
  return (
    <Table<Category>
      size="middle"
      pagination={false}
      rowKey="id"
      dataSource={[...items]}
      locale={{ emptyText: <Nothing text="还没有分类" hint="新建分类后，商品才能归类上架" /> }}
      columns={[
        { title: '名称', dataIndex: 'name' },
        {
          title: '商品',
          align: 'right',
          render: (_, { id, products }) => <Link to={`/products?category=${id}`}>{products} 个</Link>,
        },
        {
          title: '操作',
          align: 'right',
          render: (_, category, index) =>
            mayWrite ? (
              <Space>
                <Button
                  size="small"
                  aria-label={`上移${category.name}`}
                  disabled={index === 0 || sort.isPending}
                  onClick={() => swap(index)}
                >
                  上移
                </Button>
                <Button
                  size="small"
                  aria-label={`下移${category.name}`}
                  disabled={index === items.length - 1 || sort.isPending}
                  onClick={() => swap(index + 1)}
                >
                  下移
                </Button>
                <Button size="small" onClick={() => onRename(category)}>
                  改名
                </Button>
                <Button
                  size="small"
                  danger
                  disabled={category.products > 0}
                  title={category.products > 0 ? '仍有商品属于该分类' : undefined}
                  onClick={() =>
                    confirm({
                      title: `删除分类「${category.name}」`,
                      facts: [['属于它的商品', '0 个']],
                      verb: '删除分类',
                      run: () => remove.mutateAsync({ params: { id: category.id } }),
                    })
                  }
                >
                  删除
                </Button>
              </Space>
            ) : null,
        },
      ]}
    />
  );
}

function NameModal({ category, onClose }: { category: Category | null; onClose: () => void }) {
  const [form] = Form.useForm<{ name: string }>();
  const create = useWrite('POST /api/admin/categories', '已新建', onClose);
  const rename = useWrite('PUT /api/admin/categories/:id', '已改名', onClose);
  return (
    <Modal
      open
      title={category === null ? '新建分类' : `为「${category.name}」改名`}
      okText="保存"
      cancelText="取消"
      confirmLoading={create.isPending || rename.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: category?.name ?? '' }}
        onFinish={({ name }) =>
          category === null
            ? create.mutate({ body: { name } })
            : rename.mutate({ params: { id: category.id }, body: { name } })
        }
      >
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: '请输入名称' }]}
        >
          <Input autoFocus maxLength={32} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
