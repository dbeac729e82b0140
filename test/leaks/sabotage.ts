/** The group whose aggregates the database refuses, with the whole row in its complaint. */
export const REFUSED_GROUP = 'avvises';

/**
 * Makes the database say what it must not be quoted on: rows in the text, detail and hint of its errors, some of them passing,
 * some lasting. Keeps a copy of every outbox line, for those are gone before anybody could look.
 */
export const sabotageSql = `
create table seen_outbox as select * from outbox;
create function copy_outbox_line() returns trigger language plpgsql as
  $$ begin insert into seen_outbox select new.*; return null; end $$;
create trigger copy_outbox_line after insert on outbox for each row execute function copy_outbox_line();

create function complain(state text, row_text text) returns void language plpgsql as
  $$ begin raise exception 'bad row %', row_text using errcode = state, detail = row_text, hint = row_text,
    column = row_text, constraint = row_text, table = row_text; end $$;

create sequence passing_faults;
create function refuse_row() returns trigger language plpgsql as $$
declare content text := (select string_agg(encode(payload, 'escape'), ' ') from event_content where aggregate_id = new.aggregate_id);
begin
  if new.group_id like '${REFUSED_GROUP}%' then perform complain('22023', new::text || content); end if;
  if nextval('passing_faults') <= 4 then perform complain('40001', new::text || content); end if;
  return null;
end $$;
create constraint trigger refuse_row after insert or update on aggregate deferrable initially deferred
  for each row execute function refuse_row();

create sequence passing_deletion_faults;
create function refuse_deletion() returns trigger language plpgsql as $$ begin
  if nextval('passing_deletion_faults') <= 2 then perform complain('40001', encode(old.payload, 'escape')); end if;
  return old;
end $$;
create trigger refuse_deletion before delete on event_content for each row execute function refuse_deletion();
`;
