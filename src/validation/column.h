#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>
#include <vector>

namespace regie::validation {

/// Memory that is not cleared, and in large pages when there is enough of it: handing out ten
/// million rows in small pages takes longer than reading them.
template <class T>
struct LargePages {
  using value_type = T;
  static constexpr std::size_t kPage = 2 * 1024 * 1024;

  LargePages() = default;
  template <class U>
  LargePages(const LargePages<U>&) {}

  T* allocate(std::size_t count) {
    if (count * sizeof(T) < kPage) return static_cast<T*>(::operator new(count * sizeof(T)));
    const auto bytes = (count * sizeof(T) + kPage - 1) / kPage * kPage;
    void* const room = std::aligned_alloc(kPage, bytes);
    if (room == nullptr) throw std::bad_alloc();
    ::madvise(room, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(room);
  }
  void deallocate(T* room, std::size_t count) {
    if (count * sizeof(T) < kPage) return ::operator delete(room);
    std::free(room);
  }
  template <class U>
  void construct(U* at) {
    ::new (static_cast<void*>(at)) U;
  }
  template <class U, class... Arguments>
  void construct(U* at, Arguments&&... arguments) {
    ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
  }
  template <class U>
  bool operator==(const LargePages<U>&) const {
    return true;
  }
};

/// A number for each row. What resize adds has no value yet.
template <class T>
using Column = std::vector<T, LargePages<T>>;

/// Adds the numbers of `from` to `into`, and empties `from` but keeps its room.
template <class T>
void move_behind(Column<T>& into, Column<T>& from) {
  const auto before = into.size();
  into.resize(before + from.size());
  std::copy(from.begin(), from.end(), into.begin() + static_cast<std::ptrdiff_t>(before));
  from.clear();
}

}  // namespace regie::validation
