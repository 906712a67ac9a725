@NullMarked
package dev.millrace.gateway.aws.operation;

import org.jspecify.annotations.NullMarked;
