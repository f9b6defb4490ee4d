import { MESSAGE_KINDS, type MessageKind } from '@paifan/shared/texts/messageKinds';
import { REMINDERS, templatesFor, type Moment } from './reminders';

const ALL = Object.keys(MESSAGE_KINDS).map((kind) => ({ kind, templateId: `template-${kind}` }));

describe('reminders that are offered', () => {
  it.each<[Moment, readonly MessageKind[]]>([
    ['boughtToBeSent', ['rewarded', 'parcelSent', 'done']],
    ['boughtHere', ['rewarded', 'done', 'resetComing']],
    ['drawn', ['rewarded', 'done', 'resetComing']],
    ['withdrawalReviewed', ['withdrawalWaiting', 'withdrawalRejected', 'withdrawalPaid']],
    ['withdrawalAsked', ['withdrawalPaid', 'withdrawalFailed', 'withdrawalWaiting']],
    ['applied', ['applicationApproved', 'applicationOffered', 'applicationRejected']],
  ])('after «%s» are three at most, the most wanted first', (moment, kinds) => {
    expect(templatesFor(moment, ALL)).toEqual(kinds.map((kind) => `template-${kind}`));
  });

  it.each<[Moment, readonly MessageKind[]]>([
    ['boughtToBeSent', ['orderPaid', 'joined']],
    ['boughtHere', ['orderPaid', 'joined']],
    ['drawn', ['drawAvailable', 'drawn']],
    ['withdrawalReviewed', ['withdrawalRequested']],
    ['withdrawalAsked', ['withdrawalRequested', 'withdrawalApproved']],
    ['applied', []],
  ])('after «%s» are not of what was told by then', (moment, told) => {
    expect(REMINDERS[moment].filter((kind) => told.includes(kind))).toEqual([]);
  });

  it('pass by what has no template: what is wanted next moves up', () => {
    const some = ALL.filter(({ kind }) => kind !== 'withdrawalWaiting');
    expect(templatesFor('withdrawalReviewed', some)).toEqual(
      ['withdrawalRejected', 'withdrawalPaid', 'withdrawalApproved'].map((kind) => `template-${kind}`),
    );
    expect(templatesFor('drawn', [])).toEqual([]);
  });

  it('ask for a template once that serves several kinds', () => {
    const shared = ALL.map(({ kind }) => ({ kind, templateId: 'one-for-all' }));
    expect(templatesFor('applied', shared)).toEqual(['one-for-all']);
  });
});
