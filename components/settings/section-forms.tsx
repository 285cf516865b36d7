'use client';

import type { SettingsView } from '@/lib/contract';
import { linesOf, textOf } from '@/lib/form-text';
import { readMask, writeMask } from './mask-text';
import { SettingInput, SettingLines } from './setting-fields';
import { SettingForm } from './setting-form';

interface Props {
  settings: SettingsView;
}

const numberOf = (form: FormData, name: string) => Number(textOf(form, name) || Number.NaN);

/** From which size on a purge asks for more (the confirm ladder). */
export function GuardrailsForm({ settings }: Props) {
  const { guardrails } = settings;
  return (
    <SettingForm
      name="guardrails"
      title="Guardrails"
      note="What a purge asks for before it runs. Enforced by the server."
      settings={settings}
      valueOf={(form) => ({
        reasonAbove: numberOf(form, 'reasonAbove'),
        typedAbove: numberOf(form, 'typedAbove'),
        driftTolerance: numberOf(form, 'driftTolerance') / 100,
        protectedTags: linesOf(form, 'protectedTags'),
      })}
    >
      {(faults) => (
        <>
          <SettingInput
            name="reasonAbove"
            label="Reason above"
            note="Live entries that a soft purge may reach without a reason. A purge that removes always needs one."
            faults={faults}
            value={guardrails.reasonAbove}
          />
          <SettingInput
            name="typedAbove"
            label="Scope typed above"
            note="Live entries that a purge may reach without its scope typed by hand."
            faults={faults}
            value={guardrails.typedAbove}
          />
          <SettingInput
            name="driftTolerance"
            label="Drift, per cent"
            note="How far the set may have grown since the preview before the purge is refused."
            faults={faults}
            value={Math.round(guardrails.driftTolerance * 100)}
          />
          <SettingLines
            name="protectedTags"
            label="Protected tags (one per line)"
            note="Their purge always asks for the scope. category:* stands for all that begin so."
            faults={faults}
            lines={guardrails.protectedTags}
          />
        </>
      )}
    </SettingForm>
  );
}

/** Which fields of cached values nobody sees in the console. */
export function MasksForm({ settings }: Props) {
  return (
    <SettingForm
      name="masks"
      title="Masked fields"
      note="Nobody sees them, whoever reveals a value."
      settings={settings}
      valueOf={(form) => ({ fields: linesOf(form, 'fields').map(readMask) })}
    >
      {(faults) => (
        <SettingLines
          name="fields"
          label="Fields (one per line)"
          note="email: wherever it stands. customer.address or items.*.cost: from the value’s root. customer: email: in entries of the type customer only."
          faults={faults}
          lines={settings.masks.fields.map(writeMask)}
        />
      )}
    </SettingForm>
  );
}

/** How long things are kept. */
export function RetentionForm({ settings }: Props) {
  return (
    <SettingForm
      name="retention"
      title="Retention"
      note="Events that still wait are never removed, and the audit trail is kept whole."
      settings={settings}
      valueOf={(form) => ({ eventDays: numberOf(form, 'eventDays') })}
    >
      {(faults) => (
        <SettingInput
          name="eventDays"
          label="Log of events, days"
          note="Older events can no longer be looked at or replayed."
          faults={faults}
          value={settings.retention.eventDays}
        />
      )}
    </SettingForm>
  );
}

/** What the shell says of this installation. */
export function EnvironmentForm({ settings }: Props) {
  const { environment } = settings;
  return (
    <SettingForm
      name="environment"
      title="Environment"
      note="Shown on every page, so that nobody purges production by mistake."
      settings={settings}
      valueOf={(form) => ({ name: textOf(form, 'name'), color: textOf(form, 'color') })}
    >
      {(faults) => (
        <>
          <SettingInput
            name="name"
            label="Name"
            note="Such as production or staging."
            faults={faults}
            value={environment.name}
            type="text"
          />
          <SettingInput
            name="color"
            label="Colour"
            note="A name such as teal, or #1d4ed8."
            faults={faults}
            value={environment.color}
            type="text"
          />
        </>
      )}
    </SettingForm>
  );
}
