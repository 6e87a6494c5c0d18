# What `cmake --install` lays out. Tested by tests/system/install_test.sh.
include(GNUInstallDirs)

foreach(program muster musterd)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
install(DIRECTORY schemas examples DESTINATION ${CMAKE_INSTALL_DATADIR}/muster USE_SOURCE_PERMISSIONS)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The prefix may be given at the time of the installation, so the unit, which names the program, is written then.
install(CODE "
  file(READ \"${CMAKE_CURRENT_SOURCE_DIR}/systemd/musterd.service\" unit)
  string(REPLACE \"/usr/bin/musterd\" \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/musterd\" unit \"\${unit}\")
  string(REPLACE \"/usr/share/doc/muster\" \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DOCDIR}\" unit \"\${unit}\")
  set(file \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/systemd/system/musterd.service\")
  file(WRITE \"\${file}\" \"\${unit}\")
  message(STATUS \"Installing: \${file}\")")

# The program writes its own completions.
foreach(shell_and_place bash:bash-completion/completions/muster zsh:zsh/site-functions/_muster
                        fish:fish/vendor_completions.d/muster.fish)
  string(REPLACE ":" ";" parts ${shell_and_place})
  list(GET parts 0 shell)
  list(GET parts 1 place)
  install(CODE "
  execute_process(COMMAND \"$<TARGET_FILE:muster>\" completion ${shell} OUTPUT_VARIABLE script
                  COMMAND_ERROR_IS_FATAL ANY)
  set(file \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/${place}\")
  file(WRITE \"\${file}\" \"\${script}\")
  message(STATUS \"Installing: \${file}\")")
endforeach()
