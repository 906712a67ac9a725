/** Named keys and their aliases: values and what can be said of each alone. */
@NullMarked
package dev.millrace.metadata.kms.model;

import org.jspecify.annotations.NullMarked;
