import Router from '@koa/router';
import type { Box } from './box';
import type { Delivery } from './delivery';
import { answerRefusals, readJson } from './jsonRoute';
import { misbehaviourSchema, type MisbehaviourInput } from './misbehaviour';

/** What can be steered, and looked into. */
export interface Steered {
  /** Ends refunds, moves transfers on and sends the notifications that are due by the clock. @returns how many were attempted */
  runDue(): Promise<number>;
  /** Adds a rule of misbehaviour. @throws ZodError when there is no such rule */
  misbehave(rule: MisbehaviourInput): void;
  /** Takes all misbehaviour back. */
  behave(): void;
  /** Every attempt to deliver a notification, the newest last; the last 1,000. */
  deliveries(): readonly Delivery[];
  readonly box: Box;
}

/**
 * Lets a developer steer the simulator over HTTP, on its own port under `/control`.
 *
 *     GET    /misbehaviours → the rules in force
 *     POST   /misbehaviours {on, fault, …} adds a rule, see misbehaviour.ts
 *     DELETE /misbehaviours → behaves again
 *     POST   /run-due       → {attempted}: sends what is due now
 *     GET    /deliveries    → attempts to deliver notifications, the newest last
 *     GET    /messages      → subscription messages sent
 */
export function controlRouter(simulator: Steered): Router {
  const router = new Router();
  router.use(answerRefusals);
  router.get('/misbehaviours', (ctx) => {
    ctx.body = simulator.box.misbehaviours.list();
  });
  router.post('/misbehaviours', async (ctx) => {
    simulator.misbehave(await readJson(ctx, misbehaviourSchema));
    ctx.body = simulator.box.misbehaviours.list();
  });
  router.delete('/misbehaviours', (ctx) => {
    simulator.behave();
    ctx.status = 204;
  });
  router.post('/run-due', async (ctx) => {
    ctx.body = { attempted: await simulator.runDue() };
  });
  router.get('/deliveries', (ctx) => {
    ctx.body = simulator.deliveries();
  });
  router.get('/messages', (ctx) => {
    ctx.body = simulator.box.state.sentMessages;
  });
  return router;
}
