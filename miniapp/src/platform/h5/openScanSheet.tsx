import { useState } from 'react';
import { mountOverlay } from './mountOverlay';
import { WeChatSheet } from './WeChatSheet';

function ScanSheet({ onClose }: { onClose(scanned: string | null): void }) {
  const [code, setCode] = useState('');
  return (
    <WeChatSheet
      label="扫码（模拟）"
      note="模拟的微信扫一扫：输入码下面的字母，或粘贴带 ?scene= 的地址"
      confirmText="打开"
      busyText="打开中…"
      name="t-scan"
      confirm={async () => onClose(code)}
      onCancel={() => onClose(null)}
    >
      <div className="address-sheet">
        <label className="address-sheet__field">
          <span>码或地址</span>
          <input
            required
            autoFocus
            autoCapitalize="none"
            className="address-sheet__input t-scan-code"
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
        </label>
      </div>
    </WeChatSheet>
  );
}

/** Stands in for WeChat's camera: what stands in the code is typed. */
export const openScanSheet = (): Promise<string | null> =>
  new Promise((resolve) => {
    const overlay = mountOverlay(document.body, 'last');
    const close = (scanned: string | null) => {
      overlay.remove();
      resolve(scanned);
    };
    overlay.draw(<ScanSheet onClose={close} />);
  });
