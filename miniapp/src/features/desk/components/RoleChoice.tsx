import { Text, View } from '@tarojs/components';
import { STAFF_ROLE_NAMES, type StaffRole } from '@paifan/shared/merchants/permissions';
import { Segments } from '@/ui/Segments';
import { ROLE_NOTE, roleText } from '../words';
import './RoleChoice.scss';

const ROLES = [...STAFF_ROLE_NAMES].reverse().map((value) => ({ value, text: roleText(value) }));

/** As what somebody works at the desk, with what that allows. */
export function RoleChoice({ value, onChange }: { value: StaffRole; onChange(role: StaffRole): void }) {
  return (
    <View className="role-choice">
      <Segments name="t-role" options={ROLES} value={value} onChange={onChange} />
      <Text className="muted role-choice__note">{ROLE_NOTE[value]}</Text>
    </View>
  );
}
