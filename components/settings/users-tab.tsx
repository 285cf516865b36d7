'use client';

import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { useSession } from '@/components/shared/session';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import type { UserView } from '@/lib/contract';
import { Loaded } from './loaded';
import { NewUserDialog } from './new-user-dialog';
import { userColumns } from './user-columns';
import { UserDialog } from './user-dialog';
import { useUsers } from './use-settings';

const idOf = (user: UserView) => user.id;

/** Who can sign in, as what, and who no longer can. */
export function UsersTab() {
  const users = useUsers();
  const { userId } = useSession();
  const [making, setMaking] = useState(false);
  const [changing, setChanging] = useState<string | null>(null);
  const columns = useMemo(() => userColumns(userId, setChanging), [userId]);
  const changed = users.data?.users.find(({ id }) => id === changing);
  return (
    <Card aria-label="Users">
      <CardHeader
        title="Users"
        actions={
          <Button size="sm" variant="primary" onClick={() => setMaking(true)}>
            <Plus aria-hidden /> New user
          </Button>
        }
      />
      <Loaded query={users} what="Users">
        {(data) => <DataTable label="Users" columns={columns} rows={data.users} rowKey={idOf} />}
      </Loaded>
      {making && <NewUserDialog onClose={() => setMaking(false)} />}
      {changed && <UserDialog key={changed.id} user={changed} onClose={() => setChanging(null)} />}
    </Card>
  );
}
