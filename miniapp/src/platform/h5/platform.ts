import { Failure } from '@paifan/shared/client/failure';
import { send } from '@/api/http';
import type { Platform } from '../interface';
import './addressScene';
import './h5.scss';
import { rememberedMember } from './memberChoice';
import { onNetworkChange } from './onNetworkChange';
import { openAddressSheet } from './openAddressSheet';
import { openPaymentSheet } from './openPaymentSheet';
import { openPhoneSheet } from './openPhoneSheet';
import { openPlaceSheet } from './openPlaceSheet';
import { openScanSheet } from './openScanSheet';
import { openTransferSheet } from './openTransferSheet';
import { choosePicture, savePicture } from './pictures';
import { locate, showPlace } from './place';
import { openMemberBar } from './openMemberBar';
import { quietScriptLinks } from './quietLinks';
import { scrollByKeys } from './scrollByKeys';

/**
 * The web has no silent login. In demo mode one signs in as a demo member, the first one to begin with; without
 * it the server refuses, and the pages say so.
 */
export const platform: Platform = {
  start(app) {
    quietScriptLinks();
    scrollByKeys();
    openMemberBar(app);
  },

  async signIn() {
    const { items } = await send('GET /api/demo/members', {}, null);
    const member = items.find(({ id }) => id === rememberedMember.read()) ?? items[0];
    if (member === undefined) throw new Failure('unauthenticated', 401, '还没有可以登录的演示会员');
    return send('POST /api/demo/session', { body: { memberId: member.id } }, null);
  },

  chooseAddress: openAddressSheet,
  choosePlace: openPlaceSheet,

  confirmTransfer: openTransferSheet,
  confirmReceipt: null,
  acceptMessages: null,
  askPhoneCode: openPhoneSheet,
  askAvatar: choosePicture,
  savePicture,
  sharePicture: null,
  ...{ locate, allowLocation: null, showPlace, scan: openScanSheet },
  onNetworkChange,

  requestPayment: (params) => openPaymentSheet(params),
};
