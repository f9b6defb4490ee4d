/** An earlier start broke off while the demo data was loaded. */
export class DemoUnfinished extends Error {
  constructor() {
    super('The demo data was not loaded to its end. Begin anew with: npm run reset');
    this.name = 'DemoUnfinished';
  }
}
