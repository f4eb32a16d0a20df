import { roles, type Role } from '../../shared/access/roles.ts';
import { CheckGroup } from '../ui/check-group.tsx';
import { roleDoes, roleName } from './role-text.ts';

export interface RolesInputProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: readonly Role[];
  readonly onChange: (held: readonly Role[]) => void;
  readonly problem?: string | undefined;
  /** roles that stay as they are */
  readonly locked?: readonly Role[];
}

/** What a person is in the office: one tick box a role, with what it lets them do below its name. */
export function RolesInput({ label, hint, value, onChange, problem, locked }: RolesInputProps) {
  return (
    <CheckGroup
      label={label}
      hint={hint}
      required
      options={roles.map((role) => ({ key: role, label: roleName(role), detail: roleDoes(role) }))}
      value={value}
      onChange={onChange}
      problem={problem}
      locked={locked}
    />
  );
}
