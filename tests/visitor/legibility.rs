//! Text that is cut off or covered.

use serde_json::Value;

use super::Visitor;

/// The faults of the visible lines of text and controls.
///
/// A line is cut off if it exceeds the window, a clipping ancestor or the sides of its block;
/// scrolling boxes may exceed theirs. What sticks to an edge of the window right now may lie on what
/// scrolls under it. The box of a line is as high as its font, so neighbouring
/// lines may touch.
const ILLEGIBLE: &str = in_the_guide!(
    "
    const root = guide ? tree.querySelector('.care-guide') ?? guide : document.body;
    const width = document.documentElement.clientWidth;
    const styles = new Map();
    const style = (element) => {
        if (!styles.has(element)) styles.set(element, getComputedStyle(element));
        return styles.get(element);
    };
    const above = function* (element) {
        for (let one = element; one && root.contains(one); one = one.parentElement) yield one;
    };
    const block = (element) => [...above(element)].find((one) =>
        !/^(inline|contents|ruby)/.test(style(one).display) || style(one).display === 'inline-block');
    const seen = (element) =>
        element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })
        && ![...above(element)].some((one) => style(one).clipPath !== 'none');
    const sticks = (element) => [...above(element)].some((one) => {
        const { position, top, bottom } = style(one);
        if (position !== 'sticky') return false;
        // Without an edge to stick to it is NaN, and neither holds.
        const box = one.getBoundingClientRect();
        return box.top <= parseFloat(top) + 1 || box.bottom >= innerHeight - parseFloat(bottom) - 1;
    });
    const boxes = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        const element = text.parentElement;
        if (!text.data.trim() || !seen(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) {
            const words = text.data.trim().slice(0, 60);
            if (box.width > 1) boxes.push({ element, block: block(element), box, words });
        }
    }
    for (const element of root.querySelectorAll('button, input, textarea, svg')) {
        const box = element.getBoundingClientRect();
        if (seen(element) && box.width > 1) {
            boxes.push({ element, block: element, box, words: element.outerHTML.slice(0, 60) });
        }
    }
    const scrolls = (element) => /auto|scroll/.test(style(element).overflowX);
    const clipped = ({ element, block, box }) => {
        if ([...above(element)].some(scrolls)) return false;
        const around = block.getBoundingClientRect();
        return box.right > width + 1 || box.left < -1
            || box.right > around.right + 2 || box.left < around.left - 2
            || [...above(element)].some((one) => {
                if (!/hidden|clip/.test(style(one).overflow)) return false;
                const edge = one.getBoundingClientRect();
                return box.right > edge.right + 1 || box.left < edge.left - 1
                    || box.bottom > edge.bottom + 4 || box.top < edge.top - 4;
            });
    };
    const edges = ({ left, right, top, bottom }) => [left, right, top, bottom].map(Math.round).join(' ');
    const wrong = boxes.filter(clipped).map(({ words, box, block }) =>
        ['cut off', words, edges(box), 'in', edges(block.getBoundingClientRect())]);
    boxes.sort((one, other) => one.box.top - other.box.top);
    boxes.forEach((one, index) => {
        for (const other of boxes.slice(index + 1)) {
            if (other.box.top >= one.box.bottom) break;
            if (sticks(one.element) !== sticks(other.element)) continue;
            if (one.block === other.block || one.element.contains(other.element)
                || other.element.contains(one.element)) continue;
            const across = Math.min(one.box.right, other.box.right)
                - Math.max(one.box.left, other.box.left);
            const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
            const lower = Math.min(one.box.height, other.box.height);
            if (across > 1 && down > lower / 3) wrong.push(['overlap', one.words, other.words]);
        }
    });
    return boxes.length > 5 && wrong.slice(0, 6);
"
);

impl Visitor {
    /// No line of text is cut off or overlaps another line or a control.
    #[track_caller]
    pub fn can_read_every_word(&self) -> &Self {
        let found = self.words_that_cannot_be_read();
        assert!(found.is_empty(), "unreadable words: {found:#?}");
        self
    }

    /// The faults of each line.
    #[track_caller]
    pub fn words_that_cannot_be_read(&self) -> Vec<Value> {
        match self.runs(ILLEGIBLE) {
            Value::Array(found) => found,
            other => panic!("the page has no words: {other}"),
        }
    }
}
