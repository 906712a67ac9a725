/** Consumers in Cassandra: a class for each statement. Spring Data reads them, as the plain entities that they are. */
@NullMarked
package dev.millrace.consumers.consumer.storage;

import org.jspecify.annotations.NullMarked;
