import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { requestAtDesk } from '@/api/client';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { say, useWrite } from '@/ui/useWrite';
import type { StaffMember } from '../api/queries';
import type { Desk } from '../desk';
import './ChangeStaffSheet.scss';
import { RoleChoice } from './RoleChoice';

interface Props {
  desk: Desk;
  staff: StaffMember;
  onClose(): void;
}

/** Name and role of somebody at the desk, and whether they may still come. */
export function ChangeStaffSheet({ desk, staff, onClose }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState(staff.name);
  const [role, setRole] = useState(staff.role);
  // May be repeated without harm.
  const put = async (enabled: boolean): Promise<void> => {
    await requestAtDesk(desk.id, 'PUT /api/desk/staff/:id', {
      params: { id: staff.id },
      body: { name: name.trim(), role, enabled },
    });
    await client.invalidateQueries({ queryKey: ['desk', desk.id] });
    onClose();
    say('已保存');
  };
  const save = useWrite(() => put(staff.enabled));
  const turn = useWrite(async () => {
    const agreed =
      !staff.enabled ||
      (await ask({ title: `停用 ${staff.name}？`, content: '停用后立即退出工作台，随时可以恢复。' }));
    if (agreed) await put(!staff.enabled);
  });
  return (
    <Sheet title={`修改「${staff.name}」`} className="t-staff-sheet" onClose={onClose}>
      <Field name="姓名" value={name} maxLength={32} className="t-staff-name" onChange={setName} />
      <RoleChoice value={role} onChange={setRole} />
      <Button
        kind="main"
        className="t-save-staff"
        text="保存"
        busy={save.busy}
        disabled={name.trim() === ''}
        onTap={save.run}
      />
      <Button
        kind="quiet"
        className="staff-sheet__turn t-turn-staff"
        text={staff.enabled ? '停用' : '恢复使用'}
        busy={turn.busy}
        onTap={turn.run}
      />
    </Sheet>
  );
}
