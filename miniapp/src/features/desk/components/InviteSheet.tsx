import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import type { StaffRole } from '@paifan/shared/merchants/permissions';
import { requestAtDesk } from '@/api/client';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { useWrite } from '@/ui/useWrite';
import type { Desk } from '../desk';
import { RoleChoice } from './RoleChoice';

/** Whom the owner asks to come to the desk, and as what. The code that comes of it is shown on the page. */
export function InviteSheet({ desk, onClose }: { desk: Desk; onClose(): void }) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  const [name, setName] = useState('');
  const [role, setRole] = useState<StaffRole>('clerk');
  const invite = useWrite(async () => {
    const body = { name: name.trim(), role };
    await once(body, (idempotencyKey) =>
      requestAtDesk(desk.id, 'POST /api/desk/staff-invitations', { body, idempotencyKey }),
    );
    await client.invalidateQueries({ queryKey: ['desk', desk.id, 'invitations'] });
    onClose();
  });
  return (
    <Sheet title="邀请员工" className="t-invite-sheet" onClose={onClose}>
      <Field name="姓名" value={name} maxLength={32} className="t-staff-name" onChange={setName} />
      <RoleChoice value={role} onChange={setRole} />
      <Button
        kind="main"
        className="t-make-invitation"
        text="生成邀请码"
        busy={invite.busy}
        disabled={name.trim() === ''}
        onTap={invite.run}
      />
    </Sheet>
  );
}
