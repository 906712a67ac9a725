/** How Millrace's services reach Cassandra: settings, execution profiles, sessions. Nobody's tables are here. */
@NullMarked
package dev.millrace.cassandra;

import org.jspecify.annotations.NullMarked;
