@NullMarked
package dev.millrace.metadata.audit.storage;

import org.jspecify.annotations.NullMarked;
