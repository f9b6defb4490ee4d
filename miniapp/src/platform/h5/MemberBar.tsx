import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { messageOf } from '@paifan/shared/client/failure';
import { send } from '@/api/http';
import type { AppHooks } from '../interface';
import { rememberedMember } from './memberChoice';

type DemoMember = ResponseOf<'GET /api/demo/members'>['items'][number];

interface Props {
  app: AppHooks;
  members: DemoMember[];
}

export function MemberBar({ app, members }: Props) {
  const [current, setCurrent] = useState(
    () => members.find(({ id }) => id === rememberedMember.read()) ?? members[0],
  );
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const become = async (member: DemoMember) => {
    setProblem(null);
    try {
      const session = await send('POST /api/demo/session', { body: { memberId: member.id } }, null);
      rememberedMember.write(member.id);
      app.memberChanged(session);
      setCurrent(member);
      setOpen(false);
    } catch (thrown) {
      setProblem(messageOf(thrown));
    }
  };

  return (
    <div className="member-bar">
      <button
        className="member-bar__current t-member-switch"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span>演示：以 {current?.nickname} 的身份</span>
        <span className="member-bar__change">{open ? '收起' : '切换'}</span>
      </button>
      {open && <div className="member-bar__veil" onClick={() => setOpen(false)} />}
      {open && (
        <div className="member-bar__list" role="listbox" aria-label="演示会员">
          {problem !== null && (
            <p className="member-bar__problem" role="alert">
              {problem}
            </p>
          )}
          {members.map((member) => (
            <button
              key={member.id}
              role="option"
              aria-selected={member.id === current?.id}
              className="member-bar__member t-member-option"
              onClick={() => become(member)}
            >
              <img className="member-bar__avatar" src={member.avatar} alt="" />
              <span className="member-bar__name">{member.nickname}</span>
              <span className="member-bar__level">{member.levelName ?? '普通会员'}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
