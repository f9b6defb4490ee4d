import { useQueryClient } from '@tanstack/react-query';
import { request } from '@/api/client';
import { uploadPicture } from '@/api/upload';
import { ask } from '@/ui/ask';
import { say, useWrite } from '@/ui/useWrite';
import { profileQuery, type Profile } from '../api/profile';

/** Changes of the profile. Each is a PUT, so it may be repeated without harm. */
export function useProfile() {
  const client = useQueryClient();
  const show = (profile: Profile, said: string) => {
    client.setQueryData(profileQuery().queryKey, profile);
    void client.invalidateQueries({ queryKey: ['me', 'figures'] });
    say(said);
  };

  const naming = useWrite(async ({ member }: Profile, nickname: string) => {
    const body = { nickname, avatar: member.avatar };
    show(await request('PUT /api/me/profile', { body }), '已保存');
  });
  const picturing = useWrite(async ({ member }: Profile, filePath: string) => {
    const { path } = await uploadPicture(filePath);
    const body = { nickname: member.nickname, avatar: path };
    show(await request('PUT /api/me/profile', { body }), '头像已更新');
  });
  const binding = useWrite(async (code: string) => {
    show(await request('PUT /api/me/phone', { body: { code } }), '手机号已绑定');
  });
  const unbinding = useWrite(async () => {
    if (!(await ask({ title: '解除手机号？', content: '之后可以再次绑定。' }))) return;
    await request('DELETE /api/me/phone');
    await client.invalidateQueries(profileQuery());
    say('已解除');
  });
  return { naming, picturing, binding, unbinding };
}
