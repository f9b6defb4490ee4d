import { useState } from 'react';
import { mountOverlay } from './mountOverlay';
import { phoneCode } from './payee';
import { WeChatSheet } from './WeChatSheet';

function PhoneSheet({ onClose }: { onClose(code: string | null): void }) {
  const [phone, setPhone] = useState('');
  return (
    <WeChatSheet
      label="手机号（模拟）"
      note="模拟的微信手机号授权"
      confirmText="使用该号码"
      busyText="核对中…"
      name="t-phone"
      confirm={() => phoneCode(phone).then(onClose)}
      onCancel={() => onClose(null)}
    >
      <div className="address-sheet">
        <label className="address-sheet__field">
          <span>手机号</span>
          <input
            required
            autoFocus
            inputMode="numeric"
            pattern="1[0-9]{10}"
            className="address-sheet__input t-phone-number"
            value={phone}
            onChange={({ target }) => setPhone(target.value)}
          />
        </label>
      </div>
    </WeChatSheet>
  );
}

/** Stands in for WeChat's getPhoneNumber button: the number is typed. */
export const openPhoneSheet = (): Promise<string | null> =>
  new Promise((resolve) => {
    const overlay = mountOverlay(document.body, 'last');
    const close = (code: string | null) => {
      overlay.remove();
      resolve(code);
    };
    overlay.draw(<PhoneSheet onClose={close} />);
  });
