import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { MerchantId, StoreId } from '../../shared/src/ids/ids';
import type { StaffRole } from '../../shared/src/merchants/permissions';
import { addMerchantWithStore, staffWith } from '../../server/test/support/merchants';
import { openStockedShop, type Person, type TestShop } from '../support/shop';
import { enter, openConsoleBrowser, sitDown, type Workplace } from './workplace';

interface DeskOptions {
  /** Of the screen. */
  readonly width?: 1280 | 1920;
  /** Below /admin/desk/; absent: the first page. */
  readonly address?: string;
}

/** A shop with a merchant who has a store, somebody who buys there, and a browser. */
export interface DeskShop {
  readonly shop: TestShop;
  readonly browser: Browser;
  readonly merchantId: MerchantId;
  readonly storeId: StoreId;
  readonly buyer: Person;
  /** Somebody of a merchant, at its desk. */
  atDesk(of: MerchantId, role: StaffRole, options?: DeskOptions): Promise<Workplace>;
  close(): Promise<void>;
}

export async function openDeskShop(): Promise<DeskShop> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paifan-desk-'));
  const shop = await openStockedShop({ config: { files: { folder } } });
  const browser = await openConsoleBrowser();
  return {
    ...{ shop, browser, ...(await addMerchantWithStore(shop)) },
    buyer: await shop.signIn('buyer'),
    atDesk: async (of, role, { width = 1280, address = '' } = {}) => {
      const place = await sitDown(browser, shop, { width, height: width === 1280 ? 800 : 1080 });
      const { token } = await staffWith(shop, of, role);
      await enter(place, 'staff', token, `desk/${address}`);
      return place;
    },
    close: async () => {
      await browser.close();
      await shop.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Answers the question that is asked before a dangerous act. */
export const answer = (page: Page, verb: string | RegExp): Promise<void> =>
  page.locator('.ant-modal-confirm').getByRole('button', { name: verb }).click();
