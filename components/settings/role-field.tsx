import { Field, Select } from '@/components/ui/input';
import { type Role, roles } from '@/lib/contract';

const meanings: Record<Role, string> = {
  viewer: 'Reads, previews and shares.',
  operator: 'As a viewer, and purges, warms and replays.',
  admin: 'As an operator, and manages people, tokens, rules and settings.',
};

/** The three roles, with what each may do. */
export function RoleField({
  id,
  role,
  onChange,
}: {
  id: string;
  role: Role;
  onChange: (role: Role) => void;
}) {
  return (
    <Field id={id} label="Role" note={meanings[role]}>
      <Select
        id={id}
        value={role}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          const next = roles.find((one) => one === event.target.value);
          if (next) onChange(next);
        }}
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
    </Field>
  );
}
