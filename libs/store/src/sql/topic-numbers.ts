import type { Act } from '../act.ts';

/** $1 names. Gives every name a number; names that have one keep it. */
export const insertTopics: Act = {
  name: 'insert-topics',
  text: `
insert into topic (name)
select given.name from unnest($1::text[]) as given (name)
where not exists (select from topic where topic.name = given.name)
order by given.name
on conflict (name) do nothing`,
};

/** Every number in use. */
export const readTopics: Act = { name: 'read-topics', text: 'select name, topic_number from topic' };
