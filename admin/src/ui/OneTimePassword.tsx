import { Alert, Modal, Typography } from 'antd';

/** A new login with its first password, which is shown this once. */
export const OneTimePassword = ({
  shown,
  onClose,
}: {
  shown: { readonly login: string; readonly password: string } | null;
  onClose: () => void;
}) => (
  <Modal open={shown !== null} title="初始密码" footer={null} onCancel={onClose}>
    <Alert type="warning" showIcon title="只显示这一次。72 小时内有效，首次登录后须修改。" />
    <Typography.Paragraph style={{ marginTop: 16 }}>
      登录名：<Typography.Text copyable>{shown?.login}</Typography.Text>
    </Typography.Paragraph>
    <Typography.Paragraph>
      密码：
      <Typography.Text copyable code>
        {shown?.password}
      </Typography.Text>
    </Typography.Paragraph>
  </Modal>
);
