import { z } from 'zod';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { insertRows } from '../../db/bulk';
import { query } from '../../db/query';
import { inTransaction, type Executor } from '../../db/transaction';
import type { MessageField, MessageTemplate, ShopContext } from '../context';

const templateRow = z.object({
  kind: z.string(),
  template_id: z.string().nullable(),
  fields: z.record(z.string(), z.enum(['title', 'body', 'amount', 'time'])),
});

/** The template of a kind of message, and who set it. */
export interface SetTemplate {
  readonly kind: string;
  /** null: this kind goes to the inbox only. */
  readonly templateId: string | null;
  readonly fields: Readonly<Record<string, MessageField>>;
  readonly source: 'console' | 'configuration';
}

/** Every kind that has a template, or had one: what operators set stands above the configuration of the server. */
export async function readTemplates(
  { messageTemplates }: Pick<ShopContext, 'messageTemplates'>,
  executor: Executor,
): Promise<SetTemplate[]> {
  const rows = await query(
    executor,
    'SELECT kind, template_id, fields FROM message_templates ORDER BY kind',
    [],
    templateRow,
  );
  const here = rows.map(({ kind, template_id: templateId, fields }): SetTemplate => ({
    ...{ kind, templateId, fields },
    source: 'console',
  }));
  const known = new Set(here.map(({ kind }) => kind));
  const configured = Object.entries(messageTemplates)
    .filter(([kind]) => !known.has(kind))
    .map(([kind, { id, fields }]): SetTemplate => ({
      kind,
      templateId: id,
      fields,
      source: 'configuration',
    }));
  return [...here, ...configured];
}

/** The templates that are on, by kind of message. */
export async function templatesInUse(
  shop: Pick<ShopContext, 'messageTemplates' | 'db'>,
): Promise<ReadonlyMap<string, MessageTemplate>> {
  const templates = await readTemplates(shop, shop.db);
  return new Map(
    templates.flatMap(({ kind, templateId, fields }) =>
      templateId === null ? [] : [[kind, { id: templateId, fields }] as const],
    ),
  );
}

/** Sets the template of a kind of message, or switches it off. */
export async function setTemplate(
  shop: Pick<ShopContext, 'messageTemplates' | 'db' | 'clock'>,
  by: OperatorId,
  kind: string,
  { templateId, fields }: Pick<SetTemplate, 'templateId' | 'fields'>,
): Promise<SetTemplate> {
  await inTransaction(shop.db, async (tx) => {
    const before = (await readTemplates(shop, tx)).find((template) => template.kind === kind) ?? null;
    await insertRows(
      tx,
      'message_templates',
      ['kind', 'template_id', 'fields'],
      [[kind, templateId, JSON.stringify(fields)]],
      'template_id = VALUES(template_id), fields = VALUES(fields)',
    );
    await audit(tx, {
      ...{ at: shop.clock.now(), operatorId: by, action: 'messageTemplate.changed' },
      subject: `messageTemplate:${kind}`,
      before: before && { templateId: before.templateId, fields: before.fields },
      after: { templateId, fields },
    });
  });
  return { kind, templateId, fields, source: 'console' };
}
