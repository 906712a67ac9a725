/** What every service is set up with: its Cassandra session, its internal server and its channels to the others. */
@NullMarked
package dev.millrace.service;

import org.jspecify.annotations.NullMarked;
