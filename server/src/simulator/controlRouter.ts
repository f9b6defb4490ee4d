import Router from '@koa/router';
import { answerRefusals, readJson } from './jsonRoute';
import { misbehaviourSchema } from './misbehaviour';
import type { Simulator } from './simulator';

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
export function controlRouter(simulator: Simulator): Router {
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
