-- What is replayed is one picture of the warehouse, whatever is taken in meanwhile.
set transaction isolation level repeatable read
