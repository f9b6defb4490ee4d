import { Button, Card, Form } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useWrite } from '../../api/queries';
import { PageHead } from '../../ui/PageHead';
import {
  ApplicationFields,
  applicationOfTyped,
  freshApplication,
  type TypedApplication,
} from '../parts/ApplicationFields';

/** Anybody applies here for a store or as a supplier. What was typed stays when it is refused. */
export default function Apply() {
  const [form] = Form.useForm<TypedApplication>();
  const kind = Form.useWatch('kind', form);
  const navigate = useNavigate();
  const submit = useWrite(
    'POST /api/applications',
    '申请已提交',
    ({ application, key }) =>
      // After the # nothing of an address is sent to a server, or written down by one.
      void navigate(`/apply/${application.no}#${key ?? ''}`),
  );
  return (
    <main className="public-page">
      <PageHead
        title="商家入驻申请"
        about="提交后由平台审核；通过后用平台给您的登录名登录商家工作台"
        actions={<Link to="/desk">已入驻？去登录</Link>}
      />
      <Card>
        <Form<TypedApplication>
          form={form}
          layout="vertical"
          initialValues={freshApplication()}
          onFinish={() =>
            submit.mutate({ body: applicationOfTyped(form.getFieldsValue(true) as TypedApplication) })
          }
        >
          <ApplicationFields kind={kind} />
          <Button type="primary" htmlType="submit" loading={submit.isPending}>
            提交申请
          </Button>
        </Form>
      </Card>
    </main>
  );
}
