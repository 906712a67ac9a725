/** Signature Version 4: how requests are signed and verified, and who may sign them: access keys, their secrets and the principals behind them. */
@NullMarked
package dev.millrace.signing;

import org.jspecify.annotations.NullMarked;
