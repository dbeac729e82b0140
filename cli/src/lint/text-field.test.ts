import { describe, expect, test } from '@jest/globals';
import { createTextFields, textFieldOf } from './text-field.ts';

describe('the field that a text is judged as', () => {
  test.each([
    ['title', 'in-app', 'in-app', 'TEXT'],
    ['additionalInfo', 'app', 'in-app', 'TEXT'],
    ['statusText', undefined, 'in-app', 'TEXT'],
    ['nextStep', null, 'in-app', 'TEXT'],
    ['link', 'in-app', 'link', 'LINK'],
    ['groupId', 'in-app', 'id', 'ID'],
    ['employeeIdentityNumber', 'sms', 'id', 'IDENTITY_NUMBER'],
    ['smsText', undefined, 'external', 'TEXT'],
    ['text', 'sms', 'external', 'TEXT'],
    ['link', 'SMS', 'external', 'TEXT'],
    ['subject', 'email', 'external', 'TEXT'],
    ['emailSubject', 'in-app', 'external', 'TEXT'],
    ['title', 'e-post', 'external', 'TEXT'],
    ['htmlBody', 'email', 'external', 'HTML'],
    ['emailHtmlBody', undefined, 'external', 'HTML'],
    ['text', 'e-mail', 'external', 'HTML'],
    ['body', 'html', 'external', 'HTML'],
    ['something', 'sms', 'external', 'TEXT'],
    ['something', 'something', 'in-app', 'TEXT'],
    [undefined, undefined, 'in-app', 'TEXT'],
    ['body.externalMessages[0].text', undefined, 'external', 'TEXT'],
    ['body.text', undefined, 'in-app', 'TEXT'],
    ['__proto__', 'constructor', 'in-app', 'TEXT'],
    [42, {}, 'in-app', 'TEXT'],
  ])('%j in %j is %s, read as %s', (field, channel, fieldClass, form) => {
    expect(textFieldOf(field, channel)).toMatchObject({ fieldClass, form });
  });

  test('is told as the path only when its name is one of ours', () => {
    expect(textFieldOf('smsText', 'sms').path).toBe('smsText');
    expect(textFieldOf('body.externalMessages[0].text', 'sms').path).toBe('body.externalMessages[0].text');
    expect(textFieldOf('Ola Nordmann', 'sms').path).toBeNull();
    expect(textFieldOf('17912099997.text', 'sms').path).toBeNull();
  });

  test('may hold an address only where one is asked for', () => {
    expect(textFieldOf('location', 'in-app').isPlace).toBe(true);
    expect(textFieldOf('text', 'in-app').isPlace).toBeUndefined();
    expect(textFieldOf('location', 'sms').isPlace).toBeUndefined();
  });

  test('is the same when it is remembered, however many fields there are', () => {
    const remembered = createTextFields();
    for (let index = 0; index < 5_000; index += 1) remembered(`field-${index}`, `channel-${index}`);
    expect(remembered('htmlBody', 'email')).toEqual(textFieldOf('htmlBody', 'email'));
    expect(remembered('htmlBody', 'email')).toBe(remembered('htmlBody', 'email'));
  });
});
