import { send } from '@/api/http';
import type { AppHooks } from '../interface';
import { MemberBar } from './MemberBar';
import { mountOverlay } from './mountOverlay';

/** In demo mode, a slim bar above the pages says as whom one looks, and lets one be somebody else. */
export function openMemberBar(app: AppHooks): void {
  void send('GET /api/features', {}, null)
    .then(async ({ demo }) => (demo ? (await send('GET /api/demo/members', {}, null)).items : []))
    .then((members) => {
      if (members.length > 0)
        mountOverlay(document.body, 'first').draw(<MemberBar app={app} members={members} />);
    })
    .catch(() => undefined); // the pages show why the server does not answer
}
