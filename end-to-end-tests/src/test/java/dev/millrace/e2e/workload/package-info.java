/** Writers and readers that note every call and every answer. */
@NullMarked
package dev.millrace.e2e.workload;

import org.jspecify.annotations.NullMarked;
