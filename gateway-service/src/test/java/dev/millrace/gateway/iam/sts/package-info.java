@NullMarked
package dev.millrace.gateway.iam.sts;

import org.jspecify.annotations.NullMarked;
