/**
 * What Cassandra's own process asks of those that connect to it: one password of its clients, and of other nodes that they be
 * elsewhere. Runs on Cassandra's class path, so it uses nothing but the JDK and Cassandra.
 */
@NullMarked
package dev.millrace.cassandra.access;

import org.jspecify.annotations.NullMarked;
