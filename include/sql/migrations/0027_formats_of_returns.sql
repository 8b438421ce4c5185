-- What a return was read as, for its answer to be written in the same: it is found once, by its content and headings.

alter table raw.returns add column file_kind text
check (file_kind in ('xlsx', 'xls', 'ods', 'xml_spreadsheet', 'html', 'text'));
alter table raw.returns add column text_delimiter text;
comment on column raw.returns.file_kind is '按内容认出的文件类别；未能读取的为空 | Kind of file by its content; null where it could not be read';
comment on column raw.returns.text_delimiter is '文本文件的分隔符；其他文件为空 | Delimiter of a text file; null for any other';
