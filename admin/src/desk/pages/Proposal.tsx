import { Alert, App, Button, Form, Space } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { productId as productIdOf, proposalId } from '@paifan/shared/ids/ids';
import { PROPOSAL_STATE_TEXT, PROPOSAL_STATE_TONE } from '@paifan/shared/texts/states';
import { useRead, useWrite } from '../../api/queries';
import { ContentFields, type Shelves } from '../../features/catalogue/ContentFields';
import {
  contentOf,
  freshProduct,
  typedOf,
  type FullProduct,
  type TypedProduct,
} from '../../features/catalogue/typedProduct';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { useConfirm } from '../../ui/useConfirm';
import { useUrlState } from '../../ui/useUrlState';
import { useDeskShelves } from '../parts/shelves';
import { typedOfDraft, type Proposal } from '../parts/typedDraft';
import { useDeskMay } from '../whoAmI';

const DIGITS = /^[1-9]\d{0,18}$/;

/** A product as a supplier would have it: written, submitted, and decided by the platform. */
export default function ProposalPage() {
  const { id } = useParams();
  const [{ productId }] = useUrlState(['productId']);
  if (id !== undefined) return <Existing key={id} id={id} />;
  return productId !== undefined && DIGITS.test(productId) ? (
    <ChangeOf key={productId} id={productId} />
  ) : (
    <Editor proposal={null} product={null} />
  );
}

function ChangeOf({ id }: { id: string }) {
  const query = useRead('GET /api/desk/products/:id', { params: { id: productIdOf(id) } });
  return <Loaded query={query}>{(product) => <Editor proposal={null} product={product} />}</Loaded>;
}

function Existing({ id }: { id: string }) {
  const query = useRead('GET /api/desk/proposals/:id', { params: { id: proposalId(id) } });
  return (
    <Loaded query={query}>
      {(proposal) =>
        proposal.productId === null ? (
          <Editor key={proposal.version} proposal={proposal} product={null} />
        ) : (
          <WithProduct proposal={proposal} id={proposal.productId} />
        )
      }
    </Loaded>
  );
}

function WithProduct({ proposal, id }: { proposal: Proposal; id: FullProduct['id'] }) {
  const query = useRead('GET /api/desk/products/:id', { params: { id } });
  return (
    <Loaded query={query}>
      {(product) => <Editor key={proposal.version} proposal={proposal} product={product} />}
    </Loaded>
  );
}

interface EditorProps {
  /** null: not kept yet. */
  readonly proposal: Proposal | null;
  /** What it changes, as it is; null: a new product. */
  readonly product: FullProduct | null;
}

function Editor(props: EditorProps) {
  const shelves = useDeskShelves();
  return <Loaded query={shelves}>{(found) => <Fields {...props} shelves={found} />}</Loaded>;
}

function Fields({ proposal, product, shelves }: EditorProps & { shelves: Shelves }) {
  const [form] = Form.useForm<TypedProduct>();
  const navigate = useNavigate();
  const mayWrite = useDeskMay('desk.products.write');
  const { message } = App.useApp();
  const create = useWrite('POST /api/desk/proposals', null);
  const change = useWrite('PUT /api/desk/proposals/:id', null);
  const submit = useWrite('POST /api/desk/proposals/:id/submit', '已提交，等待平台审核');
  const isOpen = proposal === null || proposal.state === 'draft' || proposal.state === 'rejected';
  const isBusy = create.isPending || change.isPending || submit.isPending;

  const keep = (content: ReturnType<typeof contentOf>): Promise<Proposal> =>
    proposal === null
      ? create.mutateAsync({ body: { ...content, productId: product?.id ?? null } })
      : change.mutateAsync({
          params: { id: proposal.id },
          body: { ...content, version: proposal.version },
        });

  /** What is submitted is what stands in the form. What is refused has been told, and what was typed stays. */
  async function save({ andSubmit }: { andSubmit: boolean }): Promise<void> {
    const { id } = await keep(contentOf(form.getFieldsValue(true) as TypedProduct));
    if (proposal === null) void navigate(`/desk/proposals/${id}`, { replace: true });
    if (andSubmit) await submit.mutateAsync({ params: { id } });
    else void message.success('草稿已保存');
  }
  const told = (): undefined => undefined;
  const initial =
    proposal !== null
      ? typedOfDraft(proposal, product)
      : product === null
        ? freshProduct()
        : typedOf(product);
  return (
    <>
      <PageHead
        title={product === null ? '申请新商品' : `申请修改「${product.title}」`}
        about="供应价是平台按件向您结算的价格"
        actions={proposal === null ? null : <Actions proposal={proposal} />}
      />
      {proposal?.reason ? (
        <Alert
          type={proposal.state === 'rejected' ? 'warning' : 'info'}
          showIcon
          style={{ marginBottom: 16 }}
          title="平台的说明"
          description={proposal.reason}
        />
      ) : null}
      <Form<TypedProduct>
        form={form}
        layout="vertical"
        disabled={!mayWrite || !isOpen}
        initialValues={initial}
        onFinish={() => void save({ andSubmit: false }).catch(told)}
      >
        <ContentFields shelves={shelves} ofStore={false} stockElsewhere cost="供应价" />
        {mayWrite && isOpen ? (
          <div className="publish-bar">
            <span className="quiet">
              {product === null
                ? '提交后由平台审核，通过后上架到商城'
                : '已上架规格的库存在「商品」中直接调整'}
            </span>
            <Button htmlType="submit" loading={isBusy}>
              保存草稿
            </Button>
            <Button
              type="primary"
              loading={isBusy}
              onClick={() =>
                void form
                  .validateFields()
                  .then(() => save({ andSubmit: true }))
                  .catch(told)
              }
            >
              提交审核
            </Button>
          </div>
        ) : null}
      </Form>
    </>
  );
}

/** Where it stands, and what can be done with it now. */
function Actions({ proposal: { id, state, title } }: { proposal: Proposal }) {
  const navigate = useNavigate();
  const confirm = useConfirm();
  const mayWrite = useDeskMay('desk.products.write');
  const takeBack = useWrite('POST /api/desk/proposals/:id/take-back', '已撤回，可以修改');
  const discard = useWrite(
    'DELETE /api/desk/proposals/:id',
    '已删除',
    () => void navigate('/desk/proposals'),
  );
  const params = { id };
  return (
    <Space>
      <StateTag tone={PROPOSAL_STATE_TONE[state]} text={PROPOSAL_STATE_TEXT[state]} />
      {mayWrite && (state === 'draft' || state === 'rejected') ? (
        <Button
          danger
          onClick={() =>
            confirm({
              title: '删除申请',
              facts: [['商品', title]],
              verb: '删除',
              run: () => discard.mutateAsync({ params }),
            })
          }
        >
          删除
        </Button>
      ) : null}
      {mayWrite && state === 'submitted' ? (
        <Button loading={takeBack.isPending} onClick={() => takeBack.mutate({ params })}>
          撤回修改
        </Button>
      ) : null}
    </Space>
  );
}
