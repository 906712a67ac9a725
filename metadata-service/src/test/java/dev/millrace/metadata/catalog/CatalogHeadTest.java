package dev.millrace.metadata.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.StreamName;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogHeadTest {
    @Test
    void namesWhatChangedSinceAKnownRevisionOnce() {
        CatalogHead<StreamName> head = after("a", "b", "a", "c");

        assertThat(head.changedSince(4)).contains(Set.of());
        assertThat(head.changedSince(2)).contains(Set.of(new StreamName("a"), new StreamName("c")));
        assertThat(head.changedSince(0))
                .contains(Set.of(new StreamName("a"), new StreamName("b"), new StreamName("c")));
    }

    @Test
    void saysWhenItsNotesDoNotGoBackFarEnough() {
        CatalogHead<StreamName> head = CatalogHead.empty();
        for (int i = 0; i < CatalogHead.NOTES + 10; i++) {
            head = head.next(new StreamName("s" + i), UUID.randomUUID());
        }

        assertThat(head.recent()).hasSize(CatalogHead.NOTES);
        assertThat(head.changedSince(10))
                .hasValueSatisfying(names -> assertThat(names).hasSize(CatalogHead.NOTES));
        assertThat(head.changedSince(9)).isEmpty();
    }

    @Test
    void knowsItsOwnChangesById() {
        UUID made = UUID.randomUUID();
        CatalogHead<StreamName> head = CatalogHead.<StreamName>empty().next(new StreamName("a"), made);

        assertThat(head.contains(made)).isTrue();
        assertThat(head.contains(UUID.randomUUID())).isFalse();
    }

    private static CatalogHead<StreamName> after(String... names) {
        CatalogHead<StreamName> head = CatalogHead.empty();
        for (String name : names) {
            head = head.next(new StreamName(name), UUID.randomUUID());
        }
        return head;
    }
}
