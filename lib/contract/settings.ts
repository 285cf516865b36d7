import { z } from '@/lib/zod';
import { roleSchema, tagSchema } from './common';

export const guardrailsSchema = z
  .object({
    /** Live entries up to which a soft purge needs no reason. */
    reasonAbove: z.number().int().min(0).max(1_000_000),
    /** Live entries up to which the scope need not be typed. */
    typedAbove: z.number().int().min(1).max(10_000_000),
    /** 0.1: a tenth. */
    driftTolerance: z.number().min(0).max(1),
    /** `category:*` stands for all that begin so. */
    protectedTags: z.array(tagSchema).max(200),
  })
  .strict()
  .refine((rails) => rails.reasonAbove <= rails.typedAbove, {
    path: ['typedAbove'],
    message: 'must not be below the number above which a reason is needed',
  });

export const maskSchema = z
  .object({
    /** Entries of this type only; null: all. */
    type: z.string().trim().min(1).max(200).nullable(),
    path: z
      .string()
      .trim()
      .min(1, 'name a field')
      .max(200)
      .refine(
        (path) => path.split('.').every((part) => part !== ''),
        'has an empty part between two dots',
      ),
  })
  .strict();

/** The sections of Settings, each changed as a whole: PUT /api/v1/settings/{section} */
export const settingSchemas = {
  guardrails: guardrailsSchema,
  masks: z.object({ fields: z.array(maskSchema).max(500) }).strict(),
  retention: z
    .object({
      /** Days for which the log of change events is kept. */
      eventDays: z.number().int().min(1).max(3650),
    })
    .strict(),
  environment: z
    .object({
      name: z.string().trim().min(1, 'name the environment').max(40),
      color: z
        .string()
        .trim()
        .regex(/^(#[0-9a-f]{6}|[a-z]{3,20})$/i, 'must be a colour such as #1d4ed8 or teal'),
    })
    .strict(),
} as const;
export type SettingName = keyof typeof settingSchemas;
export const settingNames = Object.keys(settingSchemas) as SettingName[];
export type SettingValues = { [N in SettingName]: z.infer<(typeof settingSchemas)[N]> };

const changedSchema = z.object({ by: z.string(), at: z.string() }).nullable();
/** GET /api/v1/settings: what is in force, and who changed it last; null: the default. */
export const settingsSchema = z.object({
  ...settingSchemas,
  changed: z.object({
    guardrails: changedSchema,
    masks: changedSchema,
    retention: changedSchema,
    environment: changedSchema,
  }),
});
export type SettingsView = z.infer<typeof settingsSchema>;
export const settingResultSchema = z.object({ settings: settingsSchema, auditId: z.string() });

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  disabled: z.boolean(),
  createdAt: z.string(),
  /** Of the newest session that still stands. */
  lastSeenAt: z.string().nullable(),
});
export type UserView = z.infer<typeof userSchema>;
/** GET /api/v1/users */
export const usersSchema = z.object({ users: z.array(userSchema) });
/** POST /api/v1/users: a password is made, and shown this once. */
export const createUserInputSchema = z
  .object({
    email: z.email('must be an e-mail address').max(254),
    name: z.string().trim().min(1, 'give a name').max(100),
    role: roleSchema,
  })
  .strict();
export type CreateUserInput = z.infer<typeof createUserInputSchema>;
export const newPasswordResultSchema = z.object({
  user: userSchema,
  password: z.string(),
  auditId: z.string(),
});
/** PATCH /api/v1/users/{id} */
export const updateUserInputSchema = z
  .object({ role: roleSchema.optional(), disabled: z.boolean().optional() })
  .strict()
  .refine((change) => Object.keys(change).length > 0, 'name what changes: role or disabled');
export type UpdateUserInput = z.infer<typeof updateUserInputSchema>;
export const userResultSchema = z.object({ user: userSchema, auditId: z.string() });

/** POST /api/v1/session/password: one's own. */
export const changePasswordInputSchema = z
  .object({
    current: z.string().min(1, 'give the present password').max(128),
    next: z.string().min(10, 'must have at least 10 characters').max(128),
  })
  .strict();
export const changePasswordResultSchema = z.object({
  changed: z.literal(true),
  auditId: z.string(),
});
