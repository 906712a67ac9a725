package dev.millrace.cassandra.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CqlStatementsTest {

    @Test
    void splitsAtSemicolonsAndDropsEmptyStatements() {
        assertThat(CqlStatements.split("A 1;\n;B 2 ;\n C 3")).containsExactly("A 1", "B 2", "C 3");
    }

    @Test
    void aSemicolonInACommentEndsNothing() {
        assertThat(CqlStatements.split("-- why; this\nA /* not; here */ 1; // nor; here\nB 2;"))
                .containsExactly("A   1", "B 2");
    }

    @Test
    void literalsAndQuotedNamesAreTakenAsTheyStand() {
        assertThat(CqlStatements.split("A 'it''s; -- fine'; B \"odd;name\"; C $$ x; 'y $$;"))
                .containsExactly("A 'it''s; -- fine'", "B \"odd;name\"", "C $$ x; 'y $$");
    }

    @Test
    void aLiteralThatDoesNotEndIsReported() {
        assertThatThrownBy(() -> CqlStatements.split("A 'b;")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommentMayBeTheWholeFile() {
        assertThat(CqlStatements.split("-- nothing yet")).isEmpty();
        assertThat(CqlStatements.split("/*/ still a comment; */")).isEmpty();
    }
}
