/** Words of the dictionary that hardly ever start a sentence as the word they are: as a capital they are the name. */
export const ratherNames: ReadonlySet<string> = new Set(
  (
    'adam agnes agnete aksel albin alfons alv amina ana anders arild arne arve aurora ' +
    'ben benjamin bent berta bob dan eli ella elling emir erle ester eva ' +
    'fred geir gina gitte glen gry hallvard harry hedda hege heine helen helene helge ' +
    'hella henry hild hilda ida ina inga inge iren irene isak ivar iver jack ' +
    'jens jette karen kari kim kjell klaus kristen kurt kåre lasse lena lene lilja ' +
    'linda linn linnea lisa liss lotta lotte lucia lukas luna lyder maia malene marina ' +
    'mia mikkel mitra mona mons nida nora nova ola omer pat pelle pier pål ' +
    'regina rikke rita roald rolf ruth safet sam sander sanna selene signe siv sondre ' +
    'svein syver tilde tim tina tindra tommy tora tove trine trond trulte ulf ulla ' +
    'unn verner veronika vidar vilde åke åsne'
  ).split(' '),
);
