import type { ChosenAddress } from '../interface';
import { AddressSheet } from './AddressSheet';
import { mountOverlay } from './mountOverlay';

/** Stands in for WeChat's address book, which keeps the addresses of everybody who uses WeChat. */
export const openAddressSheet = (): Promise<ChosenAddress | null> =>
  new Promise((resolve) => {
    const overlay = mountOverlay(document.body, 'last');
    const close = (chosen: ChosenAddress | null) => {
      overlay.remove();
      resolve(chosen);
    };
    overlay.draw(<AddressSheet onClose={close} />);
  });
