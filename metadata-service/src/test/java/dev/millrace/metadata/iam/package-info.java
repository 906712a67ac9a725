@NullMarked
package dev.millrace.metadata.iam;

import org.jspecify.annotations.NullMarked;
