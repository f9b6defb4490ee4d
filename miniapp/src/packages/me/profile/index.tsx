import { Button as NativeButton, Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { platform } from '@platform/platform';
import { profileQuery, type Profile } from '@/features/me/api/profile';
import { useProfile } from '@/features/me/hooks/useProfile';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Picture } from '@/ui/Picture';
import { Skeleton } from '@/ui/Skeleton';
import { Tap } from '@/ui/Tap';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** Name, picture and phone number, each as WeChat gives it or as the member writes it. */
export default function ProfilePage() {
  const query = useQuery(profileQuery());
  useRefresh('me');
  return (
    <View className="page t-profile">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(profile) => <ProfileForm key={profile.member.nickname} profile={profile} />}
      </Loaded>
    </View>
  );
}

function ProfileForm({ profile }: { profile: Profile }) {
  const { naming, picturing, binding, unbinding } = useProfile();
  const [nickname, setNickname] = useState(profile.member.nickname);
  const trimmed = nickname.trim();
  return (
    <View className="stack">
      <AvatarButton path={profile.member.avatar} onChosen={(file) => picturing.run(profile, file)} />
      <Card>
        <Field
          name="昵称"
          kind="nickname"
          value={nickname}
          onChange={setNickname}
          maxLength={20}
          className="t-nickname-field"
        />
        <Button
          className="profile__save t-save"
          text="保存"
          busy={naming.busy}
          disabled={trimmed === '' || trimmed === profile.member.nickname}
          onTap={() => naming.run(profile, trimmed)}
        />
      </Card>
      <Card className="card--menu">
        <Line name="手机号">
          <View className="profile__phone">
            <Text className="t-phone">{profile.phone ?? '还没有绑定'}</Text>
            <PhoneButton
              text={profile.phone === null ? '绑定' : '更换'}
              busy={binding.busy}
              onCode={binding.run}
            />
          </View>
        </Line>
        {profile.phone !== null && <Line name="解除绑定" className="t-unbind" onTap={unbinding.run} />}
      </Card>
      <Text className="muted">手机号只用于联系你，加密保存，不给别人看。昵称和头像在别人看来会打星号。</Text>
    </View>
  );
}

/** In WeChat its own button gives the picture; on the web a file is chosen. */
function AvatarButton({ path, onChosen }: { path: string; onChosen(file: string): void }) {
  const { askAvatar } = platform;
  const picture = <Picture path={path} className="profile__avatar" />;
  if (askAvatar === null) {
    return (
      <NativeButton
        className="profile__avatar-button t-avatar"
        openType="chooseAvatar"
        aria-label="更换头像"
        onChooseAvatar={({ detail }) => onChosen(detail.avatarUrl)}
      >
        {picture}
        <Text className="muted">更换头像</Text>
      </NativeButton>
    );
  }
  return (
    <Tap
      className="profile__avatar-button t-avatar"
      onTap={() => void askAvatar().then((file) => file !== null && onChosen(file))}
    >
      {picture}
      <Text className="muted">更换头像</Text>
    </Tap>
  );
}

/** In WeChat its own button gives a code for the number; on the web the number is typed. */
function PhoneButton({ text, busy, onCode }: { text: string; busy: boolean; onCode(code: string): void }) {
  const { askPhoneCode } = platform;
  if (askPhoneCode !== null) {
    const choose = () => void askPhoneCode().then((code) => code !== null && onCode(code));
    return <Button className="t-bind" text={text} busy={busy} onTap={choose} />;
  }
  return (
    <NativeButton
      className="native-button t-bind"
      openType="getPhoneNumber"
      disabled={busy}
      onGetPhoneNumber={({ detail }) => {
        // Who refused gives no code.
        if (detail.code !== undefined && detail.code !== '') onCode(detail.code);
      }}
    >
      {text}
    </NativeButton>
  );
}
