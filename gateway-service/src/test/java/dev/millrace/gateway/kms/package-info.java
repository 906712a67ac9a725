@NullMarked
package dev.millrace.gateway.kms;

import org.jspecify.annotations.NullMarked;
